/** Incidents that the application records about itself, for operators. */
@NullMarked
@ApplicationModule(
    displayName = "incidents",
    allowedDependencies = {"kernel"})
package onestop.incidents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
