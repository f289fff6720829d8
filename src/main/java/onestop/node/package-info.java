/** The fitness of this node: whether the database answers, and whether the clocks agree. */
@NullMarked
@ApplicationModule(
    displayName = "node",
    allowedDependencies = {"kernel", "store", "incidents"})
package onestop.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
