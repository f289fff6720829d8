/** Simulated time: a clock that is set, timers and acts in the order of their moments. */
@NullMarked
@ApplicationModule(
    displayName = "simulation",
    allowedDependencies = {"kernel", "engine", "engine::*"})
package onestop.simulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
