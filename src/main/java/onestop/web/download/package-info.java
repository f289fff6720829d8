/** Files that pages and API give out alike: papers, hearings, ledger tables, the published log. */
@NullMarked
package onestop.web.download;

import org.jspecify.annotations.NullMarked;
