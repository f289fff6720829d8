/** The catalogue of procedures and the dated rule packs. */
@NullMarked
@ApplicationModule(
    displayName = "procedures",
    allowedDependencies = {"kernel", "calendar", "agencies", "engine", "engine::*"})
package onestop.procedures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
