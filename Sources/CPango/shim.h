#ifndef CPANGO_SHIM_H
#define CPANGO_SHIM_H

#include <cairo/cairo-ft.h>
#include <cairo/cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_SFNT_NAMES_H
#include FT_TRUETYPE_IDS_H
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

// PANGO_FC_FONT_MAP is a macro, which Swift cannot call.
static inline void cpango_font_map_set_config(PangoFontMap *map, FcConfig *config) {
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
}

// PANGO_GLYPH_EMPTY is a cast expression, which Swift does not import.
static inline PangoGlyph cpango_glyph_empty(void) { return PANGO_GLYPH_EMPTY; }

#endif
