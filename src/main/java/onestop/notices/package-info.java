/** What officers are told: on every page, and by mail if they want it. */
@NullMarked
@ApplicationModule(
    displayName = "notices",
    allowedDependencies = {
      "kernel",
      "store",
      "calendar",
      "forms",
      "mail",
      "node",
      "agencies",
      "delivery",
      "dossiers",
      "dossiers::*",
      "notes",
      "escalation",
      "inbox",
      "inbox::*"
    })
package onestop.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
