/** Printed forms: from fields to deterministic PDF and HTML. */
@NullMarked
@ApplicationModule(
    displayName = "forms",
    allowedDependencies = {"kernel"})
package onestop.forms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
