/** The legal clock of a dossier: due dates, pauses, adjustments, marks. */
@NullMarked
@ApplicationModule(
    displayName = "sla",
    allowedDependencies = {"kernel", "store", "calendar", "node", "procedures", "procedures::*"})
package onestop.sla;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
