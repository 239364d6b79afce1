/** Tests about the shape of the whole module. */
@NullMarked
package dev.recloser;

import org.jspecify.annotations.NullMarked;
