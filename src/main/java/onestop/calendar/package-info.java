/** Working time: which day counts, which hour is open, what a limit is. */
@NullMarked
@ApplicationModule(
    displayName = "calendar",
    allowedDependencies = {"kernel", "store"})
package onestop.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
