/** What officers tell one another about a dossier, beside its record. */
@NullMarked
@ApplicationModule(
    displayName = "notes",
    allowedDependencies = {
      "kernel",
      "store",
      "forms",
      "engine",
      "engine::*",
      "dossiers",
      "dossiers::*"
    })
package onestop.notes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
