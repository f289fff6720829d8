/** The waiting work of officers: the work items by role and agency. */
@NullMarked
@ApplicationModule(
    displayName = "inbox",
    allowedDependencies = {
      "kernel",
      "store",
      "calendar",
      "node",
      "engine",
      "engine::*",
      "procedures",
      "procedures::*",
      "sla",
      "sla::*",
      "forecast",
      "forecast::*",
      "dossiers",
      "dossiers::*",
      "apologies",
      "apologies::*"
    })
package onestop.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
