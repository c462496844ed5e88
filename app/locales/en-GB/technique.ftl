# How an inhaler is used. The steps are in `domain`.

technique-back = Medicines
technique-caption = How to use it
technique-lead = Practise when you are well, best with your nurse or pharmacist watching. The leaflet in the box has the last word on your own inhaler.
technique-clean = Keep it clean
technique-empty = How do I know it is empty?
technique-practised-you = You practised this on { $date }.
technique-practised = { $who } practised this on { $date }.
technique-again = I have practised it again
technique-mark = I have watched and practised this
