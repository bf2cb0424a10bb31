"""Whether what was taken for the names of columns are somebody's answers, in an export that lost its header.

They look alike where answers are words. So no name is shown unless some are those of questions, and more of them than
look like answers; or unless a person said which row it is.
"""

from safeforms.maps.answer_like import looks_like_an_answer
from safeforms.maps.matching import word_key
from safeforms.maps.proposing import Proposal
from safeforms.maps.sampling import Column, Sample


def header_doubt(sample: Sample, proposal: Proposal) -> str:
    """Why the names of a sample are not shown, in one sentence that holds none of them; empty where they may be."""
    named = len(proposal.guesses) + (proposal.record_id is not None)
    named += 3 if proposal.long is not None else 0
    doubted = sum(map(_is_doubtful, sample.columns))
    if named > doubted or not (doubted or sample.header_row):
        return ""
    where = f"Row {sample.header_row}" if sample.header_row else "The header"
    return (
        f"{where} of {sample.called} may hold answers rather than the names of columns, so it is not shown: "
        "say with --header-row which row has the names, or put them above the rows."
    )


def _is_doubtful(column: Column) -> bool:
    """Whether a name looks like an answer, or stands among the answers under it too."""
    own = word_key(column.header)
    return looks_like_an_answer(column.header) or any(word_key(word) == own for word in column.words.counts)
