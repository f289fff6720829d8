/** The process engine as a library: the only package that depends on Camunda. */
@NullMarked
@ApplicationModule(
    displayName = "engine",
    allowedDependencies = {"kernel", "store", "batch", "incidents", "node"})
package onestop.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
