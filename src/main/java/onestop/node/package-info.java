/** Whether this node is fit: does the database answer, and has it the same time. */
@NullMarked
@ApplicationModule(
    displayName = "node",
    allowedDependencies = {"kernel", "store", "incidents"})
package onestop.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
