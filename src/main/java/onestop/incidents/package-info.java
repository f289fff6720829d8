/** Troubles that the application notes of itself, for operators. */
@NullMarked
@ApplicationModule(
    displayName = "incidents",
    allowedDependencies = {"kernel"})
package onestop.incidents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
