"""What goes to others: referrals, and notifications, which are none; and where a referral is in its loop."""
