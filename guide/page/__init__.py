"""A session as one HTML file for a phone: its sound, and everything that is to be seen.

An export to ``.html`` is two writers: one of MP3, into a file without a name beside the page, and
one of the page, which takes that in when it is done. So a page costs no more memory than a sound
file. Each step is an element of the list that one sees, with its sections as JSON in an
attribute: that is all the program of the page knows. Its files are ``page.html``, ``page.css``
and ``*.js``.

The sound is its only clock. What is seen is a function of ``currentTime``, ``momentAt``, asked
for with each picture while it plays; nothing is counted beside it, so nothing can run apart.
Measured in Chromium: steps and beats are seen 1 to 18 ms after their frame, and chimes are
decoded at exactly their frame.

MP3 at a constant bitrate is what every phone plays; iPhones know Ogg Opus only since iOS 18.4.
Opus is smaller by 40 % and sought to the sample. After a jump in an MP3, Chromium's sound lies
within 26 ms of ``currentTime``, an MP3 frame being 24 ms, and its first 36 to 88 ms are silent.
Hence a jump leads 40 ms before the beginning of a step.

The page's own Content-Security-Policy names the hashes of its style and its program and allows
its sound, as a ``blob:``; nothing else is loaded or run. Trusted Types are required, and no text
ever becomes HTML.
"""
