/** The catalogue of procedures, the dated rule packs, the check of process models. */
@NullMarked
@ApplicationModule(
    displayName = "procedures",
    allowedDependencies = {"kernel", "calendar", "engine"})
package onestop.procedures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
