# Asking for more of a medicine. Steps and reasons are said by `domain`.

repeat-title = Request a repeat
repeat-back = Medicines
repeat-sent = Your GP surgery has your request
repeat-sent-text = You see below what happens to each medicine.
repeat-lead = This sends a message to { $practice }. It is not a prescription: somebody there decides on each medicine.
repeat-run-out = Run out of your reliever, or nearly?
repeat-run-out-text = Do not wait for this. Ring your GP surgery, or 111 when it is closed.
repeat-yours = Your requests
repeat-no-plan = You have no signed plan in force, so there is nothing to choose from here. Ring your GP surgery for your medicines.
repeat-already = Asked for already
repeat-usually = Your GP surgery usually takes until { $day }.
repeat-need = What do you need more of?
repeat-send = Send the request
repeat-asked-on = Asked on { $date }
repeat-ring = Ring your GP surgery if you are running out.
repeat-ring-on = Ring your GP surgery on { $phone } if you are running out.
repeat-late = Late
repeat-late-text = This was expected by { $day } and takes longer.
repeat-delayed = Delayed
repeat-delayed-text = Your GP surgery says it takes longer: expect it by { $day }.
repeat-on-its-way = On its way
repeat-expect = Expect it by { $day }.
repeat-take-back = Take it back
