/** The life of a dossier from intake to result. */
@NullMarked
@ApplicationModule(
    displayName = "dossiers",
    allowedDependencies = {
      "kernel",
      "store",
      "calendar",
      "forms",
      "mail",
      "node",
      "agencies",
      "engine",
      "engine::*",
      "files",
      "procedures",
      "procedures::*",
      "sla",
      "sla::*"
    })
package onestop.dossiers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
