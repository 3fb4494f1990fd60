"""A room to listen in, made by arithmetic: for training and for measuring, never for coaching."""
