"""What the security tests share."""
