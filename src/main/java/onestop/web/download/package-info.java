/** Files served by pages and API: papers, hearings, ledger tables, the published log. */
@NullMarked
package onestop.web.download;

import org.jspecify.annotations.NullMarked;
