/** The work of absent officers: with their substitutes while they are away, and back with them. */
@NullMarked
@ApplicationModule(
    displayName = "absences",
    allowedDependencies = {
      "kernel",
      "store",
      "node",
      "agencies",
      "engine",
      "engine::*",
      "dossiers",
      "dossiers::*",
      "inbox",
      "inbox::*"
    })
package onestop.absences;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
