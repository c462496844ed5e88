# The mark of a demonstration.

demo-heading = This is a demonstration
demo-text = Everybody here is made up, and so are the GP surgeries. Do not use it for your own asthma.
