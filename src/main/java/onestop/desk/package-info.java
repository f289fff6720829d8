/** The use cases of officers: what a page and a call of the API do alike. Knows no HTTP. */
@NullMarked
@ApplicationModule(
    displayName = "desk",
    allowedDependencies = {
      "kernel",
      "incidents",
      "calendar",
      "forms",
      "mail",
      "signing",
      "node",
      "agencies",
      "engine",
      "engine::*",
      "ledger",
      "files",
      "delivery",
      "procedures",
      "procedures::*",
      "sla",
      "sla::*",
      "models",
      "models::*",
      "dossiers",
      "dossiers::*",
      "apologies",
      "apologies::*",
      "notes",
      "escalation",
      "inbox",
      "inbox::*",
      "facts",
      "integrity",
      "search",
      "conduct",
      "reports",
      "absences",
      "notices",
      "scenarios"
    })
package onestop.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
