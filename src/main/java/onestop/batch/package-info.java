/**
 * Group commit by a leader and its followers, and the isolation of an item that fails: the
 * algorithm alone, without a database, an engine or a framework.
 */
@NullMarked
@ApplicationModule(
    displayName = "batch",
    allowedDependencies = {})
package onestop.batch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
