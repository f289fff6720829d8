/** Working time: working days, office hours and limits. */
@NullMarked
@ApplicationModule(
    displayName = "calendar",
    allowedDependencies = {"kernel", "store"})
package onestop.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
