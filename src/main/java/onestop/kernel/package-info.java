/**
 * The types that every module shares: codes, actors, failures, events. Additions need a decision.
 */
@NullMarked
@ApplicationModule(
    displayName = "kernel",
    allowedDependencies = {})
package onestop.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
