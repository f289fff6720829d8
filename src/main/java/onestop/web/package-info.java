/** Pages and the API: every call has a login and a role. */
@NullMarked
@ApplicationModule(
    displayName = "web",
    allowedDependencies = {
      "kernel",
      "store",
      "incidents",
      "calendar",
      "forms",
      "node",
      "agencies",
      "engine",
      "engine::*",
      "ledger",
      "files",
      "delivery",
      "simulation",
      "procedures",
      "procedures::*",
      "sla",
      "sla::*",
      "models",
      "models::*",
      "forecast",
      "forecast::*",
      "dossiers",
      "dossiers::*",
      "apologies",
      "apologies::*",
      "notes",
      "escalation",
      "inbox",
      "inbox::*",
      "facts",
      "search",
      "scenarios",
      "conduct",
      "reports",
      "absences",
      "notices",
      "desk",
      "desk::*"
    })
package onestop.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
