"""A second, independent implementation of the bacelab model.

It is a straight transcription of MODEL.md, sections 1 to 9, made for
clarity and not for speed: everything that can be recomputed from scratch at
an instant is recomputed from scratch. It serves as a test oracle: the fast
program must give the same start, finish, path, stages and cost of every job.
"""
