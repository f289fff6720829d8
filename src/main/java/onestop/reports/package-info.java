/** Counters and the check of all evidence against the raw events. */
@NullMarked
@ApplicationModule(
    displayName = "reports",
    allowedDependencies = {
      "kernel",
      "agencies",
      "calendar",
      "ledger",
      "procedures",
      "sla",
      "dossiers",
      "apologies"
    })
package onestop.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
