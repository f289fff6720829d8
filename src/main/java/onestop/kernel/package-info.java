/** The words that every module shares: codes, actors, failures, events. Grows only by decision. */
@NullMarked
@ApplicationModule(
    displayName = "kernel",
    allowedDependencies = {})
package onestop.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
