/** Files by their content: each stored once, named by rows of other modules, swept when unnamed. */
@NullMarked
@ApplicationModule(
    displayName = "files",
    allowedDependencies = {"kernel", "store", "incidents", "node"})
package onestop.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
