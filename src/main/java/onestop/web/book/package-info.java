/** The catalogue of procedures: its pages, its API, and the pictures of its models. */
@NullMarked
package onestop.web.book;

import org.jspecify.annotations.NullMarked;
