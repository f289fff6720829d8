/** Electronic signatures in PDF files, by a key behind a port. */
@NullMarked
@ApplicationModule(
    displayName = "signing",
    allowedDependencies = {"kernel"})
package onestop.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
