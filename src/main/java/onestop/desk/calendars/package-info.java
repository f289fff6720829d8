/** Calendars: the special days of a year, and the change to a new version. */
@NullMarked
@NamedInterface("calendars")
package onestop.desk.calendars;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
