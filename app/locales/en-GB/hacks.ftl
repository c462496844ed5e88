# Health hacks. The tips themselves are the local NHS’s own words.

hacks-title = Health hacks
hacks-back = More
hacks-lead = Tips from your local NHS for living well with asthma near you. They never change what is on your plan.
hacks-none = There is nothing here yet. Your local NHS has not put up any tips, or is checking them again.
hacks-read = Read this
hacks-from = From { $icb }: { $owner }. Checked on { $date }.
hacks-foot = These are tips. If you feel worse, follow your plan.
