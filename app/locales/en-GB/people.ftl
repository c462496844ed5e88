# The people of an account.

people-others = Your other plans
people-shown-now = Shown now
people-show = Show { $name }
people-age = { $age } years old
