# Small words of the components themselves.

ui-problem = There is a problem
ui-optional = (optional)
ui-day = Day
ui-month = Month
ui-year = Year
ui-menu = Main
ui-information = Information:
ui-important = Important:
ui-important-banner = Important
ui-success = Success
ui-care-non-urgent = Non-urgent advice:
ui-care-urgent = Urgent advice:
ui-care-emergency = Immediate action required:
ui-error = Error: { $title }
ui-skip = Skip to main content
ui-error-mark = Error:
ui-demo = Demo
ui-log-out = Log out
