"""The MASH board, and screening a referral."""
