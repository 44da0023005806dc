// From a disk a browser loads no page into a script: hits are shown without the text around them.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
