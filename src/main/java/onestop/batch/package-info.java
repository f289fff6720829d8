/**
 * Group commit by a leader and its followers, and the isolation of an item that fails: the pure
 * algorithm, without database, engine or framework.
 */
@NullMarked
@ApplicationModule(
    displayName = "batch",
    allowedDependencies = {})
package onestop.batch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
