/** Late dossiers, letters owed and present figures: one rule in Java, one view in SQL. */
@NullMarked
@ApplicationModule(
    displayName = "facts",
    allowedDependencies = {
      "kernel",
      "store",
      "calendar",
      "agencies",
      "sla",
      "sla::*",
      "dossiers",
      "dossiers::*",
      "apologies",
      "apologies::*"
    })
package onestop.facts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
