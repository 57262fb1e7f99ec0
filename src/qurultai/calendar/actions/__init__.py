"""All writing of the calendar. Its actions are steps of other contexts' actions, which ask their own permissions."""
