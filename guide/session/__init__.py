"""A live session: what is heard next, as commands change it.

Everything that is heard, pauses included, is on one *tape*: windows of sections, end to end. The
transport reads it and is the only one to know the position. A command never moves the position.
It cuts the tape at the first frame that the device has not asked for, plus a fade of 5 ms, and
lays something else: words and a silence for a pause, the rest of the hold when it is over, the
next step. So what was heard can be said afterwards to the frame, and whatever is told, the sound
is what the tape says. ::

    keys, media keys -> commands -> Session -> edits -> tape -> transport -> device
                                       ^                  ^
                                     Course: where we are, what is laid
                                       ^
                        Ahead: sections compiled in the order of need

``edits`` and ``holds`` are the changes themselves, functions from what is still to come to what
shall come. They take time and give time to the frame, which tests show for any session at any
moment. The state of a session (leading, paused, waiting, ringing, resting) is the role of the
window that is heard; nothing else keeps it. What is said in answer to a command is spoken first
and laid then: no lock is held while a voice speaks, so the screen goes on, and the end comes
within a second even while a voice hangs. The thread that feeds the device waits for nothing: the
session's own thread has the clips of the next half minute at hand, and lets go of what is over,
so memory stays flat.

A key stands for the same command at any moment, and the session decides what that means: it knows
what it has asked, and whether an alarm rings, while a screen knows what is heard, which is a
moment older. ``Now`` is all that a screen or the media keys may know, ``Command`` all that they
may tell.

A preview is the same session with one more command, ``Revise``: it carries the compiler of what
the author has just saved. The route is laid anew, sections of parts that are as they were serve
again, and the session goes on at the first part that is another.
"""
