/** Agencies, their hierarchy, officers with roles, dated delegations of signature. */
@NullMarked
@ApplicationModule(
    displayName = "agencies",
    allowedDependencies = {"kernel", "store", "mail"})
package onestop.agencies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
