/** Pages and the API: every call has a login and a role. */
@NullMarked
@ApplicationModule(
    displayName = "web",
    allowedDependencies = {
      "kernel",
      "agencies",
      "calendar",
      "delivery",
      "engine",
      "forms",
      "ledger",
      "procedures",
      "sla",
      "dossiers",
      "models",
      "models::lint",
      "apologies",
      "simulation",
      "escalation",
      "inbox",
      "facts",
      "conduct",
      "reports"
    })
package onestop.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
