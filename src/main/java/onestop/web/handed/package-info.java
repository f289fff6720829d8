/** The papers of a dossier as handed in on file: their page, their part of other pages, the API. */
@NullMarked
package onestop.web.handed;

import org.jspecify.annotations.NullMarked;
