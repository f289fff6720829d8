/** The forms that are due by law, and hearings. */
@NullMarked
@ApplicationModule(
    displayName = "reports",
    allowedDependencies = {
      "kernel",
      "store",
      "agencies",
      "ledger",
      "procedures",
      "procedures::*",
      "sla",
      "sla::*",
      "dossiers",
      "dossiers::*",
      "apologies",
      "apologies::*",
      "facts"
    })
package onestop.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
