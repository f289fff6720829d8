/** Pages of dossiers: the figures of the first page, lists, and one dossier with its timeline. */
@NullMarked
package onestop.web.page.dossier;

import org.jspecify.annotations.NullMarked;
